import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext } from '@tanstack/react-router'
import { DesktopFrame } from '../desktop/desktop-frame.tsx'
import { PageNotFound } from '../shell/page-not-found.tsx'

export type RouterContext = { readonly queryClient: QueryClient }

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: DesktopFrame,
  notFoundComponent: PageNotFound,
})
