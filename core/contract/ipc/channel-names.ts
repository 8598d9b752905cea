/**
 * What the page may ask of the shell, as `subject.verb`. Kept apart from the schemas so that the preload script, which
 * runs before every page, carries a list of names and not a schema library.
 */
export const IPC_CHANNELS = [
  'app.info',
  'app.openLink',
  'theme.read',
  'theme.choose',
  'language.read',
  'language.choose',
  'files.save',
  'session.read',
  'service.read',
  'service.restart',
  'connection.read',
  'connection.choose',
  'connection.clear',
  'reminders.read',
  'reminders.update',
  'startup.read',
  'startup.update',
] as const
export type IpcChannel = (typeof IPC_CHANNELS)[number]

/** What the shell tells the page unasked, as `subject.onEvent`. */
export const IPC_EVENTS = ['app.onNavigate', 'session.onChanged', 'service.onChanged'] as const
export type IpcEvent = (typeof IPC_EVENTS)[number]
