import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts'

/** The headers of every page and asset, in every host. */
export function pageHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  }
}
