import type { Route } from '../../core/contract/http/route.ts'
import { pathOf } from './call.ts'
import { desktop } from './desktop.ts'
import { RequestProblem } from './problem.ts'
import { stringifySearch } from './search-params.ts'

/** The address of a file route, on the page's own origin. */
export function fileAddress(route: Route, params: Readonly<Record<string, string>>, query: object = {}): string {
  return `/api${pathOf(route.path, params)}${stringifySearch({ ...query })}`
}

/**
 * Saves an answer of the service as a file: through the system's dialog in the desktop, as a download in a browser.
 * Rejects with `not_saved` when it could not be written; a dialog that was closed is no failure.
 */
export async function saveFile(address: string, suggestedName: string): Promise<void> {
  const shell = desktop()
  if (shell) {
    const saved = await shell.files.save({ path: address, suggestedName })
    if (!saved.ok) throw new RequestProblem({ code: 'not_saved' })
    return
  }
  const link = document.createElement('a')
  link.href = address
  link.download = suggestedName
  link.click()
}
