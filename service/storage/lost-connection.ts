/** SQLSTATE classes of a server that ends, starts or refuses connections: they come back by themselves. */
const PASSING = ['08', '57P', '53300']
const NETWORK = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']
/** What `pg` says without a code of a connection that went away under a statement, or before it. */
const WITHOUT_CODE = /^Connection terminated|connection error and is not queryable/

/** Whether an error says that the database server was not there for a moment: trying again helps. */
export function isConnectionLost(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  const text = String(code ?? '')
  if (PASSING.some((start) => text.startsWith(start)) || NETWORK.includes(text)) return true
  return code === undefined && WITHOUT_CODE.test(String(message ?? ''))
}
