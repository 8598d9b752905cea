/** The scheme of our own pages. Declared before `ready`, with the rights of a secure web origin and no more. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'local'
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/`

/**
 * Whether an address is one of our own pages. Not by `URL.origin`: Node gives the text `null` for the origin of every
 * scheme it does not know, so a comparison of origins would refuse us or accept anybody.
 */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST
}
