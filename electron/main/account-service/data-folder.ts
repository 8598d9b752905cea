import { join } from 'node:path'

/** What decides where the account's data lies; `userData` is Electron's folder for this program. */
export type FolderFacts = {
  /** `DAICHO_DATA`: the folder that the person named. */
  readonly named: string | undefined
  readonly platform: NodeJS.Platform
  readonly userData: string
  /** Whether the program was started with `--user-data-dir`, a profile of its own. */
  readonly isOwnProfile: boolean
  readonly home: string
  readonly xdgDataHome: string | undefined
}

/** The folder that `npm run serve` uses too, so that the browser and the desktop on one machine show one account. */
export function dataFolder({ named, platform, userData, isOwnProfile, home, xdgDataHome }: FolderFacts): string {
  if (named) return named
  if (isOwnProfile) return join(userData, 'workspace')
  return platform === 'linux' ? join(xdgDataHome ?? join(home, '.local', 'share'), 'daicho') : userData
}
