export type SessionTables = {
  person: {
    id: string
    email: string
    name: string
    password_hash: string
    created_at: string
    disabled_at: string | null
  }
  session: {
    id: string
    token_hash: string
    person: string
    kind: 'bearer' | 'cookie'
    csrf_hash: string | null
    created_at: string
    last_used_at: string
    expires_at: string
    revoked_at: string | null
    address: string | null
    user_agent: string | null
    /** When its person last proved again who they are. */
    stepped_up_at: string | null
  }
  login_attempt: { subject: string; failures: number; window_from: string }
}
