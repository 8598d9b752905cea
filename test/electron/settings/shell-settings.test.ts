import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SettingsFile } from '../../../electron/main/settings/shell-settings.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const place = () => join(temporaryFolder('settings'), 'profile', 'shell-settings.json')

describe('the settings of the shell', () => {
  it('begin with the service on this machine, the system’s look and language, and reminders at nine', () => {
    expect(new SettingsFile(place()).current).toEqual({
      theme: 'system',
      language: 'system',
      connection: { kind: 'embedded' },
      reminders: { isEnabled: true, fromHour: 9 },
      staysInTray: false,
      window: { width: 1280, height: 860, isMaximized: false },
    })
  })

  it('are there again after a restart', () => {
    const file = place()
    new SettingsFile(file).update({ theme: 'dark', connection: { kind: 'server', url: 'https://team.example' } })
    expect(new SettingsFile(file).current).toMatchObject({ theme: 'dark', connection: { url: 'https://team.example' } })
    expect(readdirSync(join(file, '..'))).toEqual(['shell-settings.json'])
  })

  it('lose only what is damaged', () => {
    const file = place()
    new SettingsFile(file).update({ theme: 'dark', language: 'ja' })
    writeFileSync(file, readFileSync(file, 'utf8').replace('"dark"', '"neon"'))
    expect(new SettingsFile(file).current).toMatchObject({ theme: 'system', language: 'ja' })
  })

  it.each(['', '{', '[]', 'null', '"text"'])('begin anew with a file that holds %j', (content) => {
    const file = place()
    new SettingsFile(file).update({ theme: 'dark' })
    writeFileSync(file, content)
    expect(new SettingsFile(file).current.theme).toBe('system')
  })
})
