import { toASCII, toUnicode } from 'tr46'

const UTS46 = { checkHyphens: true, checkBidi: true, checkJoiners: true, useSTD3ASCIIRules: true } as const

/**
 * What IDNA2008 permits in a label: letters, marks, digits and the exceptions of RFC 5892 §2.6. UTS 46 alone also lets
 * emoji and other symbols through, which registries following IDNA2008 refuse.
 */
const PERMITTED_LABEL =
  /^(?:[\p{L}\p{M}\p{Nd}\u00b7\u0375\u05f3\u05f4\u06fd\u06fe\u0f0b\u3007\u30fb-]|\u200c|\u200d)+$/u
const EXCEPTED = /[\u0640\u07fa\u302e\u302f\u3031-\u3035\u303b]/u

/** Context rules of RFC 5892 appendix A.3 and A.7: the middle dot stands between two l, 「・」 beside Japanese script. */
const STRAY_MIDDLE_DOT = /(?<!l)\u00b7|\u00b7(?!l)/u
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

/**
 * The A-label form of a name (UTS 46, non-transitional, lower case), or null where a label is not registrable: symbols
 * and emoji, mixed directions, misplaced hyphens or joiners, broken Punycode. Lengths are not checked.
 */
export function toALabels(text: string): string | null {
  const ascii = toASCII(text, UTS46)
  if (ascii === null) return null
  return toULabels(ascii).split('.').every(isPermittedLabel) ? ascii : null
}

/** The form that people read, e.g. `日本語.jp`. */
export function toULabels(asciiName: string): string {
  return asciiName.includes('xn--') ? toUnicode(asciiName, UTS46).domain : asciiName
}

function isPermittedLabel(label: string): boolean {
  if (!PERMITTED_LABEL.test(label) || EXCEPTED.test(label) || STRAY_MIDDLE_DOT.test(label)) return false
  return !label.includes('\u30fb') || JAPANESE.test(label)
}
