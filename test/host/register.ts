import { registerHooks } from 'node:module'

const HOST = new URL('./electron.ts', import.meta.url).href
const NAMES = new Set(['electron', 'electron/main', 'electron/common', 'electron/utility'])

/** `electron` means the stand-in, for `import` and `require`, in this process and in what it loads. */
registerHooks({
  resolve(specifier, context, next) {
    return NAMES.has(specifier) ? { url: HOST, format: 'module', shortCircuit: true } : next(specifier, context)
  },
})
