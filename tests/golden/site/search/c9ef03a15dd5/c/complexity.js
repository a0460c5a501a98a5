llmobs.search.take("c9ef03a15dd5/c/complexity","Y2IAg0gHn/ble+TsZ6wRFf2fw8LKwcTFzszMyfmfHQA=");
