import {
  AT_TOP,
  afterScroll,
  physicalHeight,
  restingTop,
  rowsInView,
  showingRow,
  type WindowGeometry,
  type WindowPosition,
} from './scaled-window.ts'

const REST_MS = 120
const OVERSCAN = 8

/** Ties a scaled window to a scrolling element and tells the rows when to draw. Lives as long as the table. */
export class ScrollWindow {
  readonly #listeners = new Set<() => void>()
  #element: HTMLElement | null = null
  #geometry: WindowGeometry
  #position: WindowPosition = AT_TOP
  #version = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(rowHeight: number) {
    this.#geometry = { rowCount: 0, rowHeight, viewHeight: 0 }
  }

  readonly version = (): number => this.#version

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get geometry(): WindowGeometry {
    return this.#geometry
  }

  get position(): WindowPosition {
    return this.#position
  }

  get height(): number {
    return physicalHeight(this.#geometry)
  }

  /** Rows to draw; `slots` stays the same while scrolling, so that the elements of rows can be used again. */
  get rows(): { readonly first: number; readonly last: number; readonly slots: number } {
    const { viewHeight, rowHeight } = this.#geometry
    return {
      ...rowsInView(this.#geometry, this.#position, OVERSCAN),
      slots: Math.ceil(viewHeight / rowHeight) + 2 * OVERSCAN + 2,
    }
  }

  /** Whole rows that fit into the view: the step of the page keys. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.#geometry.viewHeight / this.#geometry.rowHeight) - 1)
  }

  readonly attach = (element: HTMLElement | null): void => {
    this.#element = element
    clearTimeout(this.#timer)
  }

  /** The length of the list that is about to be drawn; `resize` settles it, and draws. */
  expect(rowCount: number): void {
    this.#geometry = { ...this.#geometry, rowCount }
  }

  resize(part: Partial<WindowGeometry>): void {
    this.#geometry = { ...this.#geometry, ...part }
    // A list that became shorter may leave the view beyond its end.
    this.#position = afterScroll(this.#geometry, this.#position, this.#position.top)
    this.#draw()
  }

  readonly onScroll = (): void => {
    if (!this.#element || this.#element.scrollTop === this.#position.top) return
    this.#position = afterScroll(this.#geometry, this.#position, this.#element.scrollTop)
    this.#draw()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#rest(), REST_MS)
  }

  showRow(row: number): void {
    const position = showingRow(this.#geometry, this.#position, row)
    if (position !== this.#position) this.#moveTo(position)
  }

  showTop(): void {
    this.#moveTo(AT_TOP)
  }

  #rest(): void {
    const top = restingTop(this.#geometry, this.#position)
    if (Math.abs(top - this.#position.top) > 1) this.#moveTo({ ...this.#position, top })
  }

  #moveTo(position: WindowPosition): void {
    if (!this.#element) return
    this.#element.scrollTop = position.top
    // The element may round or clamp; the next scroll event must find what it reports.
    this.#position = { ...position, top: this.#element.scrollTop }
    this.#draw()
  }

  #draw(): void {
    this.#version += 1
    for (const listener of this.#listeners) listener()
  }
}
