/** The bytes of a bank file for saving; half-width text of JIS X 0201, which browsers know as Shift_JIS. */
export function bankFileResponse(
  status: number,
  bytes: Uint8Array,
  fileName: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(Uint8Array.from(bytes), {
    status,
    headers: {
      'content-type': 'text/plain; charset=shift_jis',
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
      ...headers,
    },
  })
}
