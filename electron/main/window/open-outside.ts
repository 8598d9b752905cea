import { shell } from 'electron'
import { outsideLink } from './outside-link.ts'

/** Gives a link to the system's browser or mail program; false when it is of a kind that is not given away. */
export function openOutside(address: string): boolean {
  const url = outsideLink(address)
  if (url === null) return false
  shell.openExternal(url).catch((error: unknown) => console.warn('The link could not be opened', error))
  return true
}
