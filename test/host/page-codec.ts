export type PageCodec = { readonly encode: (value: unknown) => unknown; readonly decode: (value: unknown) => unknown }

/**
 * Carries what a structured clone can hold through JSON. Runs in the page too, as text, so it refers to nothing outside
 * itself.
 */
export function makeCodec(): PageCodec {
  type Tagged = { readonly $: string; readonly v?: unknown }
  const isTagged = (value: object): value is Tagged => '$' in value

  function encode(value: unknown): unknown {
    if (value === undefined) return { $: 'undefined' }
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.')
    if (typeof value === 'bigint') return { $: 'bigint', v: String(value) }
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: 'number', v: String(value) }
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((each) => encode(each))
    if (value instanceof Date) return { $: 'date', v: value.getTime() }
    if (value instanceof Error) return { $: 'error', v: value.message }
    if (value instanceof Uint8Array) return { $: 'bytes', v: Array.from(value) }
    return { $: 'object', v: Object.entries(value).map(([key, each]) => [key, encode(each)]) }
  }

  function decode(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map((each) => decode(each))
    if (!isTagged(value)) throw new Error('electron host: not an encoded value')
    switch (value.$) {
      case 'bigint':
        return BigInt(String(value.v))
      case 'number':
        return Number(value.v)
      case 'date':
        return new Date(Number(value.v))
      case 'error':
        return new Error(String(value.v))
      case 'bytes':
        return Uint8Array.from(value.v as number[])
      case 'object':
        return Object.fromEntries((value.v as [string, unknown][]).map(([key, each]) => [key, decode(each)]))
      default:
        return undefined
    }
  }

  return { encode, decode }
}
