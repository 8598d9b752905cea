import { createRoute } from '@tanstack/react-router'
import { ImportPage } from '../../features/imports/import-page.tsx'
import { importSearchSchema } from '../../features/imports/import-search.ts'
import { ImportsPage } from '../../features/imports/imports-page.tsx'
import { accountRoute } from './account-root.tsx'

const importsRoute = createRoute({ getParentRoute: () => accountRoute, path: '/imports', component: ImportsPage })

const importRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/imports/$import',
  validateSearch: importSearchSchema,
  component: ImportPage,
})

/** Taking a file in, and one file on its way from recognition to its result. */
export const importRoutes = [importsRoute, importRoute] as const
