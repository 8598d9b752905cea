/**
 * The renderer: React pages over the account service's HTTP API, the same in the desktop and in a browser.
 *
 * - `app/` puts it together: providers, one route per page (`routes/`), the frame around pages (`shell/`), search, theme.
 * - `features/<capability>/` is what one capability shows: `<name>-page.tsx`, `components/`, and in `api/` one file per
 *   request with its function and query options. What a page knows lives in its address, in TanStack Query, in its form
 *   or, for a selection, in one small store. Features may use each other's requests and components, never in a circle.
 * - `ui/` has the pieces without a capability: the table, filters, dialogs, forms, page parts.
 * - `data/` talks to the outside: typed calls from the contract, problems, the event stream, the desktop's shell.
 * - `i18n/` is the only place that turns days, money and numbers into text; every word is in `resources/translations`.
 *
 * A new page: its feature folder, its texts in both languages (`i18n/catalogues.ts`), its route in `app/routes`, and, if
 * it is a section, its entry in `app/shell/sections.ts`.
 */
import '@mantine/core/styles.css'
import '@mantine/dates/styles.css'
import '@mantine/notifications/styles.css'
import './app/theme/theme.css'
import { createRoot } from 'react-dom/client'
import { invariant } from '../core/base/invariant.ts'
import { App } from './app/app.tsx'

const root = document.getElementById('root')
invariant(root, 'index.html has #root')
createRoot(root).render(<App />)
