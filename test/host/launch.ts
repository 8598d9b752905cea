import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const HOST_SWITCHES = /^--(inspect|inspect-brk|remote-debugging-port|no-sandbox)(=|$)/

type Manifest = {
  readonly name?: string
  readonly productName?: string
  readonly version?: string
  readonly main?: string
}

/** How this process was asked to start: the command line of Electron, with the folder or file of the app. */
export type Launch = {
  readonly appPath: string
  readonly manifest: Manifest
  readonly entry: string
  readonly switches: readonly string[]
  /** The command line without what the host itself consumes, as the app sees it. */
  readonly argv: readonly string[]
}

export const launch: Launch = readLaunch(process.argv.slice(2))

function readLaunch(all: readonly string[]): Launch {
  const argv = all.filter((argument) => !HOST_SWITCHES.test(argument))
  const path = resolve(argv.find((argument) => !argument.startsWith('-')) ?? '.')
  const isFolder = existsSync(path) && statSync(path).isDirectory()
  const appPath = isFolder ? path : process.cwd()
  const manifest = readManifest(join(appPath, 'package.json'))
  return { appPath, manifest, entry: isFolder ? join(path, manifest.main ?? 'index.js') : path, switches: all, argv }
}

function readManifest(file: string): Manifest {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** The value of `--name=value`, or undefined. */
export function switchValue(name: string): string | undefined {
  const prefix = `--${name}=`
  return launch.switches.find((argument) => argument.startsWith(prefix))?.slice(prefix.length)
}
