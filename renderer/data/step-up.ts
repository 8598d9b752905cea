import { postStepUp } from '../../core/contract/http/session.ts'
import { call } from './call.ts'

/** Proves again who the reader is, for the next five minutes of this session. Rejects at `/password` when it is wrong. */
export async function stepUp(password: string): Promise<void> {
  await call(postStepUp, { body: { password } })
}
