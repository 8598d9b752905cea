const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
}

/** A file below the folder of the built pages, `/`-separated, with the content type to send. */
export type PageFile = { readonly path: string; readonly contentType: string }

const INDEX: PageFile = { path: 'index.html', contentType: 'text/html; charset=utf-8' }

/**
 * Which file answers a path of the page's origin; null when the path is malformed or tries to leave the folder.
 * A path without one of our own file types is an address inside the app, so `/domains/example.co.jp` gets the index.
 */
export function pageFileFor(pathname: string): PageFile | null {
  const decoded = decodePath(pathname)
  if (decoded === null || /[\0\\:]/.test(decoded)) return null
  const segments = decoded.split('/').filter((segment) => segment !== '')
  if (segments.some((segment) => segment === '.' || segment === '..')) return null
  const type = /\.([a-z0-9]+)$/.exec(segments.at(-1) ?? '')?.[1]
  const contentType = type === undefined ? undefined : CONTENT_TYPES[type]
  return contentType === undefined ? INDEX : { path: segments.join('/'), contentType }
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
