/** Headers as pairs: a `Headers` object does not survive structured cloning, and a record would lose repeated names. */
export type HeaderPairs = readonly (readonly [string, string])[]

export type RequestHead = {
  readonly kind: 'request'
  readonly id: number
  readonly method: string
  /** Absolute, on `EMBEDDED_ORIGIN`. */
  readonly url: string
  readonly headers: HeaderPairs
  readonly hasBody: boolean
}

export type ResponseHead = {
  readonly kind: 'response'
  readonly id: number
  readonly status: number
  readonly headers: HeaderPairs
  readonly hasBody: boolean
}

/** One side's body, one chunk for each `pull` of the other side: nothing piles up in a slow reader. */
export type BodyMessage =
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'broken'; readonly id: number; readonly reason: string }
  | { readonly kind: 'pull'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number }

/** From the main process to the service. `cancel` speaks of the answer's body, `chunk` of the request's. */
export type ToService =
  | RequestHead
  | BodyMessage
  | { readonly kind: 'start'; readonly dataFolder: string; readonly restore: boolean }
  | { readonly kind: 'stop' }

/** From the service to the main process. `cancel` speaks of the request's body, `chunk` of the answer's. */
export type FromService =
  | ResponseHead
  | BodyMessage
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly detail: string; readonly canRestore: boolean }

/** The origin under which the embedded service sees its requests: an ordinary loopback address, though no port is open. */
export const EMBEDDED_ORIGIN = 'http://127.0.0.1'
