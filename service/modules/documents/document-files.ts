import { invariant } from '../../../core/base/invariant.ts'
import { ok, type Result, refused } from '../../../core/base/result.ts'
import type { PrintedDocument } from '../../../core/billing/document.ts'
import { type PintDocument, type PintRefusal, pintRefusal } from '../../../core/billing/jp-pint/pint-invoice.ts'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import type { DocumentLanguage } from '../../../core/renewal/notice-document.ts'
import type { Deps } from '../../deps.ts'
import { makeFile } from '../../files/make-file.ts'
import { sha256 } from '../../ids.ts'
import * as files from './document-files.repository.ts'
import type { DocumentRow } from './documents.repository.ts'
import { printedDocument } from './printed-document.ts'

export type FileDeps = Pick<Deps, 'storage' | 'clock' | 'pdfWorker'>

/** Why a document has no JP PINT form. */
export type NoXml = PintRefusal | 'not_a_tax_document'

/** The PDF of a document: what was made once is what is handed out. Nothing is written while it is set. */
export async function pdfFile(deps: FileDeps, row: DocumentRow, language: DocumentLanguage): Promise<files.FileRow> {
  const key = keyOf(row, 'pdf', language)
  const stored = await files.findFile(deps.storage.read, key)
  if (stored) return stored
  const document = await printedDocument(deps.storage.read, row)
  const madeAt = row.created_at as Instant
  const bytes = await makeFile({ kind: 'document', document, language, madeAt }, deps.pdfWorker)
  return keep(deps, key, bytes)
}

/** The JP PINT invoice of a document, which is Japanese whoever reads it. */
export async function xmlFile(deps: FileDeps, row: DocumentRow): Promise<Result<files.FileRow, NoXml>> {
  const key = keyOf(row, 'xml', 'ja')
  const stored = await files.findFile(deps.storage.read, key)
  if (stored) return ok(stored)
  const document = await printedDocument(deps.storage.read, row)
  if (!isPintDocument(document)) return refused('not_a_tax_document')
  const refusal = pintRefusal(document)
  if (refusal !== null) return refused(refusal)
  return ok(await keep(deps, key, await makeFile({ kind: 'einvoice', document }, deps.pdfWorker)))
}

function isPintDocument(document: PrintedDocument): document is PintDocument {
  return document.kind === 'invoice' || document.kind === 'statement' || document.kind === 'creditNote'
}

function keyOf(row: DocumentRow, kind: 'pdf' | 'xml', language: DocumentLanguage): files.FileKey {
  const { account, number, revision } = row
  return { account, number, revision, kind, language }
}

/** Two that make it at once keep the first. */
async function keep(deps: FileDeps, key: files.FileKey, bytes: Uint8Array): Promise<files.FileRow> {
  const made = { ...key, sha256: sha256(bytes), bytes, made_at: deps.clock.now() }
  return deps.storage.transact(async (trx) => {
    await files.insertFile(trx, made)
    const kept = await files.findFile(trx, key)
    invariant(kept, 'what was kept is there')
    return kept
  })
}
