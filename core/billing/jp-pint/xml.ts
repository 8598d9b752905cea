/** An element as plain data: text or children, never both. */
export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly children: readonly XmlElement[]
}

type Child = XmlElement | null | readonly XmlElement[]

/** An element with children; nulls are left out, so that optional parts stand where they belong. */
export function element(name: string, ...children: readonly Child[]): XmlElement {
  const present = children.flatMap((child) => child ?? [])
  return { name, attributes: {}, text: '', children: present }
}

/** An element with text; null where there is nothing to say. */
export function textElement(
  name: string,
  text: string | null,
  attributes: Readonly<Record<string, string>> = {},
): XmlElement | null {
  const storable = text === null ? '' : storableText(text).trim()
  return storable === '' ? null : { name, attributes, text: storable, children: [] }
}

/** The element as a document, UTF-8, indented by one space. */
export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}

/** XML 1.0 has no place for control characters and halves of surrogate pairs. */
function storableText(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\ufffe\uffff]+/gu, ' ')
}

function written({ name, attributes, text, children }: XmlElement, indent: string): string {
  const start = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const open = `${indent}<${name}${start.join('')}>`
  if (children.length === 0) return `${open}${escaped(text)}</${name}>\n`
  return `${open}\n${children.map((child) => written(child, `${indent} `)).join('')}${indent}</${name}>\n`
}

/** Every element below at a path of names, e.g. `cac:TaxTotal/cac:TaxSubtotal`. */
export function elementsAt(root: XmlElement, path: string): readonly XmlElement[] {
  return path
    .split('/')
    .reduce<readonly XmlElement[]>(
      (found, name) => found.flatMap((one) => one.children.filter((c) => c.name === name)),
      [root],
    )
}

/** The text of the first element at a path; null where there is none. */
export function textAt(root: XmlElement, path: string): string | null {
  return elementsAt(root, path)[0]?.text ?? null
}

/** Every element of a name, however deep. */
export function allElements(root: XmlElement, name: string): readonly XmlElement[] {
  return root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...allElements(child, name)])
}

/** Whether a test holds for an element and for everything below it. */
export function everyElement(root: XmlElement, test: (element: XmlElement) => boolean): boolean {
  return test(root) && root.children.every((child) => everyElement(child, test))
}
