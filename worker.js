// The module of the desk in a worker: the page sends it, compiled. The build puts the desk's glue in front.
onmessage = async ({ data }) => __wbg_finalize_init(await WebAssembly.instantiate(data, __wbg_get_imports()), data);
