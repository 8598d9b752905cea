import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolder } from '../../../electron/main/account-service/data-folder.ts'
import { defaultDataFolder } from '../../../service/env.ts'

const facts = {
  named: undefined,
  platform: process.platform,
  userData: join(homedir(), 'Library', 'Application Support', 'Daicho'),
  isOwnProfile: false,
  home: homedir(),
  xdgDataHome: process.env['XDG_DATA_HOME'],
}

describe('the folder of the account', () => {
  it.runIf(process.platform !== 'win32')('is the one that the service uses in the other hosts', () => {
    expect(dataFolder(facts)).toBe(defaultDataFolder())
  })

  it('is inside the profile when the program was started with one of its own', () => {
    expect(dataFolder({ ...facts, userData: '/tmp/profile', isOwnProfile: true })).toBe(
      join('/tmp/profile', 'workspace'),
    )
  })

  it('is the one that the person named, before all others', () => {
    expect(dataFolder({ ...facts, named: '/srv/daicho', isOwnProfile: true })).toBe('/srv/daicho')
  })
})
