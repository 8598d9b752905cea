import { Outlet } from '@tanstack/react-router'
import { ServiceStopped } from './service-stopped.tsx'
import { useKeychainNotice } from './use-keychain-notice.ts'
import { useShellNavigation } from './use-shell-navigation.ts'

/** Around every page: what only the desktop's shell has to say. In a browser it adds nothing. */
export function DesktopFrame() {
  useShellNavigation()
  useKeychainNotice()
  return (
    <>
      <ServiceStopped />
      <Outlet />
    </>
  )
}
