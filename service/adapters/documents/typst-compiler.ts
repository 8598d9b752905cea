import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Instant } from '../../../core/calendar/iso-date.ts'
import { readDocumentFonts } from './document-fonts.ts'
import { readResource } from './resource-file.ts'

/** The templates under `resources/templates`; `parts/` holds what they share. */
export type DocumentTemplate = 'notice' | 'taxed-document' | 'balance-request' | 'receipt'

const SHARED_PARTS = ['parts/page.typ', 'parts/business.typ']

/** Paths in templates are below this folder, which is never read: the compiler is given every source. */
const ROOT = join(import.meta.dirname, 'templates')

/** Archival PDF (ISO 19005-3), as the law on electronic books and the printers of ten years on need it. */
const PDF_STANDARD = 'a-3b'

let compiler: NodeCompiler | null = null

/**
 * A PDF/A-3b of a template. `data` reaches it as JSON in `sys.inputs.data`, `madeAt` becomes the date of the file; the
 * same data gives the same bytes. Text that no bundled font has makes this throw: pass it through `printable-text.ts`
 * first. Takes the thread that it runs on for as long as it compiles, about a second for 2,000 rows. Tags are for screen
 * readers; those of a long table are fifteen times as large as the rest of the file.
 */
export function compilePdf(
  template: DocumentTemplate,
  data: object,
  madeAt: Instant,
  { isTagged = true }: { readonly isTagged?: boolean } = {},
): Uint8Array {
  compiler ??= makeCompiler()
  try {
    return compiler.pdf(
      { mainFileContent: readResource(`templates/${template}.typ`), inputs: { data: JSON.stringify(data) } },
      { pdfStandard: PDF_STANDARD, pdfTags: isTagged, creationTimestamp: Math.floor(Date.parse(madeAt) / 1000) },
    )
  } catch (error) {
    throw new Error(`The template ${template} does not compile: ${diagnosticsOf(error)}`, { cause: error })
  } finally {
    compiler.evictCache(2)
  }
}

/** The compiler puts what it has to say into the error's code. */
function diagnosticsOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function makeCompiler(): NodeCompiler {
  const made = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: [...readDocumentFonts()] }] })
  for (const part of SHARED_PARTS) made.addSource(join(ROOT, part), readResource(`templates/${part}`))
  return made
}
