import { app, session } from 'electron'
import { isAppUrl } from '../pages/app-origin.ts'

/** The only right that our pages ask the browser for: writing to the clipboard ("copy as text"). */
const GRANTED = 'clipboard-sanitized-write'

/** Rights, navigation, new windows and embedded content: everything that is not ours is refused, for every window. */
export function lockDown(openLink: (url: string) => void): void {
  session.defaultSession.setPermissionRequestHandler((contents, permission, answer) => {
    answer(permission === GRANTED && isAppUrl(contents.getURL()))
  })
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => {
    return permission === GRANTED && isAppUrl(origin)
  })
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!isAppUrl(url)) event.preventDefault()
    })
    contents.on('will-redirect', (event, url) => {
      if (!isAppUrl(url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      openLink(url)
      return { action: 'deny' }
    })
  })
}
