/** The link as the system's browser or mail program may open it, or null: other schemes can start programs. */
export function outsideLink(address: string): string | null {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return null
  return url.protocol === 'https:' || url.protocol === 'mailto:' ? url.href : null
}
