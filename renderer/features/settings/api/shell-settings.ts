import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { IpcAnswer } from '../../../../core/contract/ipc/answer.ts'
import type { DesktopApi } from '../../../../core/contract/ipc/desktop-api.ts'
import type { ReminderSettings } from '../../../../core/contract/ipc/reminders.ts'
import type { Startup } from '../../../../core/contract/ipc/startup.ts'

/** Reminders as the shell holds them for this machine, with those it showed. */
export const remindersQuery = (shell: DesktopApi) =>
  queryOptions({ queryKey: ['shell', 'reminders'], queryFn: async () => answeredValue(await shell.reminders.read()) })

export const startupQuery = (shell: DesktopApi) =>
  queryOptions({ queryKey: ['shell', 'startup'], queryFn: async () => answeredValue(await shell.startup.read()) })

export const appInfoQuery = (shell: DesktopApi) =>
  queryOptions({
    queryKey: ['shell', 'app'],
    queryFn: async () => answeredValue(await shell.app.info()),
    staleTime: Number.POSITIVE_INFINITY,
  })

export function useUpdateReminders(shell: DesktopApi) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (change: Partial<ReminderSettings>) => answeredValue(await shell.reminders.update(change)),
    onSuccess: (reminders) => client.setQueryData(remindersQuery(shell).queryKey, reminders),
  })
}

export function useUpdateStartup(shell: DesktopApi) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (change: Partial<Startup>) => answeredValue(await shell.startup.update(change)),
    onSuccess: (startup) => client.setQueryData(startupQuery(shell).queryKey, startup),
  })
}

function answeredValue<T>(answer: IpcAnswer<T>): T {
  if (!answer.ok) throw new Error(answer.error)
  return answer.value
}
