import { spawn } from 'node:child_process'

/** Opens the link with the system's browser, where there is one; the link is printed in any case. */
export function openInBrowser(link: string): void {
  if (process.env['BROWSER'] === 'none') return
  const [program, args] = opener(link)
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => console.log('Open this address in your browser.'))
    .unref()
}

function opener(link: string): readonly [string, readonly string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', [link]]
    case 'win32':
      return ['rundll32', ['url.dll,FileProtocolHandler', link]]
    default:
      return ['xdg-open', [link]]
  }
}
