/** Search parameters as the API writes them: `a=1`, and `a=1&a=2` for several values. No JSON in addresses. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const params = new URLSearchParams(text)
  const entries = [...new Set(params.keys())].map((key): [string, string | string[]] => {
    const values = params.getAll(key)
    return [key, values.length > 1 ? values : (values[0] ?? '')]
  })
  return Object.fromEntries(entries)
}

/** Empty values are left out, so that a cleared filter leaves no trace in the address. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') params.append(key, String(one))
    }
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}
