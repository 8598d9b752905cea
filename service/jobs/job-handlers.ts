import { bulkJob } from '../modules/bulk/bulk.job.ts'
import { bulkUndoJob } from '../modules/bulk/bulk-undo.job.ts'
import { deadlinesJob } from '../modules/domains/deadlines.job.ts'
import { pricesJob } from '../modules/domains/prices.job.ts'
import { applyImportJob } from '../modules/imports/apply-import.job.ts'
import { checkImportJob } from '../modules/imports/check-import.job.ts'
import { cleanImportsJob } from '../modules/imports/clean-imports.job.ts'
import { undoImportJob } from '../modules/imports/undo-import.job.ts'
import { applyDecisionsJob } from '../modules/notices/decisions.job.ts'
import { ordersJob } from '../modules/orders/orders.job.ts'
import type { JobDeps, JobHandler } from './job-handler.ts'

/** Every kind of job. A module with long work adds its handlers here; its folder holds the code. */
export function allJobHandlers(deps: JobDeps): readonly JobHandler[] {
  return [
    bulkJob(deps),
    bulkUndoJob(deps),
    deadlinesJob(deps),
    pricesJob(deps),
    ordersJob(deps),
    checkImportJob(deps),
    applyImportJob(deps),
    undoImportJob(deps),
    cleanImportsJob(),
    applyDecisionsJob(),
  ]
}
