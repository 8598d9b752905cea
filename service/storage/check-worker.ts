import { workerData } from 'node:worker_threads'
import { z } from 'zod'
import { hasSoundTables, readThrough } from './check-file.ts'
import { noteDamage } from './damage.ts'

const note = z.object({ flag: z.instanceof(SharedArrayBuffer), mark: z.string().nullable() })
const { file, damage } = z.object({ file: z.string(), damage: note }).parse(workerData)
readThrough(file)
if (!hasSoundTables(file)) noteDamage(damage)
