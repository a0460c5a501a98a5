llmobs.search.take("302cb0d3f5d2/c/latency","Y2IAAYd+B5N1bPFJSea2BhL/NzAzcjIwsTMwlIr+ZwEA");
