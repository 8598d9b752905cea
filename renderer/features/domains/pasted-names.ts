/** As many names as the service takes in one selection. */
export const MAX_PASTED = 100_000

/**
 * The names in a pasted text, each once, as the service keeps them (A-labels). The browser's own URL parser does the
 * UTS 46 mapping, so that no table of characters has to be loaded; what it cannot read stays as it was typed.
 */
export function pastedNames(text: string): readonly string[] {
  const words = text.split(/[\s,;、，]+/).filter(Boolean)
  return [...new Set(words.map(toALabel))]
}

function toALabel(word: string): string {
  const bare = word.replace(/^[a-z]+:\/\//i, '').replace(/[/.。]+$/u, '')
  if (!URL.canParse(`http://${bare}`)) return bare
  return new URL(`http://${bare}`).hostname
}
