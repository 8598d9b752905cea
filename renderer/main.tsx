import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './app/theme/theme.css'
import { createRoot } from 'react-dom/client'
import { invariant } from '../core/base/invariant.ts'
import { App } from './app/app.tsx'

const root = document.getElementById('root')
invariant(root, 'index.html has #root')
createRoot(root).render(<App />)
