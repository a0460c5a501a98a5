llmobs.search.take("7021f35b9273/c/latency","Y2IAAYd+B5N1bPFJSea2BhL/NzAzcjIwsTMwlIr+ZwEA");
