import { addScheme } from './origins.ts'

type SchemeHandler = (request: Request) => Response | Promise<Response>
type CustomScheme = { readonly scheme: string; readonly privileges?: Readonly<Record<string, boolean>> }

/** Without these a scheme would behave otherwise than the http origin that stands in for it. */
const NEEDED = ['standard', 'secure', 'supportFetchAPI'] as const

/** `electron.protocol` of the default session. */
export class Protocol {
  readonly #handlers = new Map<string, SchemeHandler>()
  readonly #isReady: () => boolean
  #isDeclared = false

  constructor(isReady: () => boolean) {
    this.#isReady = isReady
  }

  registerSchemesAsPrivileged(schemes: readonly CustomScheme[]): void {
    if (this.#isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    if (this.#isDeclared) throw new Error('protocol.registerSchemesAsPrivileged can only be called once')
    this.#isDeclared = true
    for (const { scheme, privileges = {} } of schemes) {
      const missing = NEEDED.filter((privilege) => !privileges[privilege])
      if (missing.length > 0) throw new Error(`electron host: scheme ${scheme} lacks ${missing.join(', ')}`)
      addScheme(scheme)
    }
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (!this.#isReady()) throw new Error('protocol.handle before ready')
    if (this.#handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    this.#handlers.set(scheme, handler)
  }

  handlerOf(scheme: string): SchemeHandler | undefined {
    return this.#handlers.get(scheme)
  }
}
