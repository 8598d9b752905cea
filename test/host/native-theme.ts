import { EventEmitter } from 'node:events'

/** `electron.nativeTheme`, on a system that is set to light. */
export class NativeTheme extends EventEmitter {
  readonly #onChanged: (isDark: boolean) => void
  #source = 'system'

  constructor(onChanged: (isDark: boolean) => void) {
    super()
    this.#onChanged = onChanged
  }

  get themeSource(): string {
    return this.#source
  }

  set themeSource(source: string) {
    this.#source = source
    this.#onChanged(this.shouldUseDarkColors)
    this.emit('updated')
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}
