import { pathToFileURL } from 'node:url'
import { host } from './electron.ts'
import { launch } from './launch.ts'

/** The stand-in's entry: browser first, then the app's entry module, then `ready`, as Electron orders it. */
const underPlaywright = launch.switches.includes('--remote-debugging-port=0') && launch.switches.includes('--inspect=0')

Object.assign(process, { type: 'browser', argv: [process.execPath, ...launch.argv] })

let release: (() => void) | undefined
const attached = new Promise<void>((resolve) => {
  release = resolve
})
// Playwright calls it once it listens to this process.
Object.assign(globalThis, { __playwright_run: async () => release?.() })

const program = process.env['CHROMIUM_PATH']
if (!program) throw new Error('electron host: CHROMIUM_PATH names no Chromium')
const address = await host.start(program)
process.stderr.write(`DevTools listening on ${address}\n`)
await import(pathToFileURL(launch.entry).href)
if (underPlaywright) await attached
host.becomeReady()
