/** Cells that say there is nothing, in the exports we know (`(no folder)` is Dynadot's). */
const NOTHING = /^(|-+|n\/?a|none|null|\(no folder\)|なし|無し)$/i

export function isNothing(text: string): boolean {
  return NOTHING.test(text)
}

const HOST = /^(?!-)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})+$/

/** Host names in a cell, however they are separated; words that are none are returned apart. */
export function readNameServers(text: string): {
  readonly hosts: readonly string[]
  readonly rejected: readonly string[]
} {
  const hosts: string[] = []
  const rejected: string[] = []
  for (const word of text.split(/[\s,;|、()]+/u)) {
    const host = word
      .toLowerCase()
      .replace(/^ns\d*:/, '')
      .replace(/\.$/, '')
    if (isNothing(host) || /^[\d.]+$|^[0-9a-f]*:[0-9a-f:]+$/.test(host)) continue
    if (!HOST.test(host) || host.length > 253) rejected.push(word)
    else if (!hosts.includes(host)) hosts.push(host)
  }
  return { hosts, rejected }
}

const EPP = [
  'ok',
  'inactive',
  'clientHold',
  'serverHold',
  'clientTransferProhibited',
  'clientUpdateProhibited',
  'clientDeleteProhibited',
  'clientRenewProhibited',
  'serverTransferProhibited',
  'serverUpdateProhibited',
  'serverDeleteProhibited',
  'serverRenewProhibited',
  'pendingCreate',
  'pendingDelete',
  'pendingRenew',
  'pendingTransfer',
  'pendingUpdate',
  'pendingRestore',
  'redemptionPeriod',
  'addPeriod',
  'autoRenewPeriod',
  'renewPeriod',
  'transferPeriod',
]
const EPP_BY_KEY = new Map(EPP.map((status) => [status.toLowerCase(), status]))

/** Registrar statuses in a cell; EPP statuses in their own spelling whatever the export's (`client transfer prohibited`). */
export function readStatuses(text: string): readonly string[] {
  const whole = EPP_BY_KEY.get(text.toLowerCase().replace(/[\s_-]+/g, ''))
  if (whole !== undefined) return [whole]
  const words = text.split(/[,;|、\n]+/u).flatMap((part) => splitEpp(part.trim()))
  return [...new Set(words.filter((word) => !isNothing(word)))]
}

function splitEpp(part: string): readonly string[] {
  const key = part.toLowerCase().replace(/[\s_-]+/g, '')
  const known = EPP_BY_KEY.get(key)
  if (known !== undefined) return [known]
  const words = part.split(/\s+/).map((word) => EPP_BY_KEY.get(word.toLowerCase()))
  const isAllEpp = words.every((word) => word !== undefined)
  return isAllEpp ? words.filter((word) => word !== undefined) : [part]
}
