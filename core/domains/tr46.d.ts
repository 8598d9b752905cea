declare module 'tr46' {
  type Options = {
    readonly checkHyphens?: boolean
    readonly checkBidi?: boolean
    readonly checkJoiners?: boolean
    readonly useSTD3ASCIIRules?: boolean
    readonly verifyDNSLength?: boolean
  }
  export function toASCII(name: string, options: Options): string | null
  export function toUnicode(name: string, options: Options): { readonly domain: string; readonly error: boolean }
}
