import { z } from 'zod';

// The page's security policy forbids code made from texts; zod would try it once and leave a warning in the console.
z.config({ jitless: true });
