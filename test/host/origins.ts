/**
 * Chromium without Electron cannot open `app://`. Each such origin is served as `http://<host>.<scheme>.localhost`, a
 * secure context, and translated at the border, so that the app only ever sees its own addresses.
 */
const schemes = new Set<string>()

export function addScheme(scheme: string): void {
  schemes.add(scheme)
}

export function isCustomScheme(scheme: string): boolean {
  return schemes.has(scheme)
}

/** `app://local/x` → `http://local.app.localhost/x`; other addresses stay as they are. */
export function toHttp(url: string): string {
  const [, scheme = '', host = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i.exec(url) ?? []
  return schemes.has(scheme) ? `http://${host}.${scheme}.localhost${rest || '/'}` : url
}

/** The way back. */
export function toApp(url: string): string {
  return url.replace(
    /^http:\/\/([^/?#]+)\.([a-z0-9+-]+)\.localhost(?=[/?#]|$)/i,
    (all, host: string, scheme: string) => (schemes.has(scheme) ? `${scheme}://${host}` : all),
  )
}
