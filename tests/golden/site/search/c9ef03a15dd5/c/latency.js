llmobs.search.take("c9ef03a15dd5/c/latency","Y2IAAYd+B5N1bPFJSea2BhL/NzAzcjIwsTMwlIr+ZwEA");
