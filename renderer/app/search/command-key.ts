/** A shortcut as this system writes it: `⌘K` on a Mac, `Ctrl K` elsewhere. */
export function commandKeyLabel(key: string): string {
  return navigator.platform.startsWith('Mac') ? `⌘${key}` : `Ctrl ${key}`
}
