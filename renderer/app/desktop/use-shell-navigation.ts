import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Navigate } from '../../../core/contract/ipc/app.ts'
import { desktop } from '../../data/desktop.ts'
import { lastAccount } from '../last-account.ts'

type To = Navigate['to']

/** Goes where the menu, the tray or a clicked reminder asks for. */
export function useShellNavigation(): void {
  const navigate = useNavigate()
  useEffect(() => {
    const go = (to: To) => {
      const account = lastAccount()
      if (account === null || to === 'home') return navigate({ to: '/' })
      const params = { account }
      if (to === 'settings') return navigate({ to: '/accounts/$account/settings', params })
      const search = { holding: ['held'], needsDecision: ['true'], sort: 'decideBy' }
      return navigate({ to: '/accounts/$account/domains', params, search })
    }
    return desktop()?.app.onNavigate(({ to }) => void go(to))
  }, [navigate])
}
