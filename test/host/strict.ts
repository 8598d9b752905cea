/** What JavaScript itself and Playwright look for in any object. */
const ALWAYS_ALLOWED = new Set<string | symbol>(['then', 'toJSON', 'default', 'constructor'])

/**
 * An object that throws when the app reads what the host does not imitate: a missing piece must fail a test, not pass
 * it. Methods stay bound to the object itself, because private fields cannot be reached through a proxy.
 */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (!(key in object) && typeof key === 'string' && !ALWAYS_ALLOWED.has(key)) {
        throw new Error(`electron host: ${name}.${key} is not imitated`)
      }
      const value: unknown = Reflect.get(object, key, object)
      return typeof value === 'function' ? value.bind(object) : value
    },
    set: (object, key, value) => Reflect.set(object, key, value, object),
  })
}
