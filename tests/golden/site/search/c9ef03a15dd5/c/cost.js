llmobs.search.take("c9ef03a15dd5/c/cost","Y2IAggtCyY4OLw78jz32//9/nf8n2JiF/jPwA9nT/3MBAA==");
