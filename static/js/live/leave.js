// Whoever comes to sign in is nobody yet: what this tab could open of meetings, it no longer can.

import { forgetKeys } from "./vault.js";

forgetKeys();
