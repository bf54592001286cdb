/** The archive program as it is shipped: from source its threads would strip types first, and keep the compiler in memory. */
export const builtProgram = new URL('../../out/cli/archive-program.js', import.meta.url);
