/** A freedesktop.org autostart entry that runs `command`, quoted as the desktop entry specification asks. */
export function autostartEntry(command: readonly string[]): string {
  const quoted = command.map((part) => `"${part.replaceAll(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`)
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Daicho',
    `Exec=${quoted.join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')
}
