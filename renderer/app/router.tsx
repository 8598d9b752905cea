import { createRouter } from '@tanstack/react-router'
import { parseSearch, stringifySearch } from '../data/search-params.ts'
import { accountRoutes } from './routes/account.tsx'
import { entranceRoutes } from './routes/entrance.tsx'
import { type RouterContext, rootRoute } from './routes/root.tsx'
import { PageProblem } from './shell/page-problem.tsx'

const routeTree = rootRoute.addChildren([...entranceRoutes, accountRoutes])

/** Every page has a plain URL, on `app://local/` as on HTTP; unknown ones show a page that leads back. */
export function createAppRouter(context: RouterContext) {
  return createRouter({
    routeTree,
    context,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageProblem,
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
